/** SQL that stops a migration after which the records of an earlier version could not be read. */
export const refuseEarlierVersion = `
  do $body$
  begin
    if exists (select from audit.record) then
      raise exception 'This audit log was written by an earlier version, whose records this one does not read. Keep the database as it is, and start with another one (the sandbox: npm start -- --fresh).';
    end if;
  end
  $body$;`;
