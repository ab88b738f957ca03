/** Waits for an answer of the running server; when there is none, says what to do. */
export async function withAdvice(asked: Promise<Response>): Promise<Response> {
  try {
    return await asked;
  } catch (cause) {
    throw new Error('The server does not answer. Start it in another terminal: npm start', { cause });
  }
}
