// GraphiQL with fields for who asks and for what purpose. Both stay in this tab.
const { GraphiQL, React, ReactDOM } = window;
const token = document.getElementById('token');
const purpose = document.getElementById('purpose');
const state = document.getElementById('state');
token.value = sessionStorage.getItem('token') ?? '';
purpose.value = sessionStorage.getItem('purpose') ?? '';

const root = ReactDOM.createRoot(document.getElementById('graphiql'));
let uses = 0;

async function ask(operation, { headers = {} } = {}) {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token.value.trim() === '' ? {} : { authorization: `Bearer ${token.value.trim()}` }),
      ...(purpose.value.trim() === '' ? {} : { 'x-purpose': purpose.value.trim() }),
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  const body = await answer.json();
  const first = body.errors?.[0]?.extensions?.code;
  state.textContent = answer.ok ? '' : `${answer.status} ${first ?? ''}`;
  return body;
}

// The schema is asked for again with each new identity, so the whole editor starts anew.
function show() {
  uses += 1;
  root.render(
    React.createElement(GraphiQL, {
      key: uses,
      fetcher: ask,
      defaultQuery: '# Paste a token above, name a purpose, press Use.\n{\n  __typename\n}\n',
      shouldPersistHeaders: false,
    }),
  );
}

document.getElementById('identity').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('token', token.value.trim());
  sessionStorage.setItem('purpose', purpose.value.trim());
  show();
});
show();
