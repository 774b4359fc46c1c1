// A certified OpenID provider we did not write, so that sign-in is not only proved against our own.
// Signs in whoever `login_hint` names by e-mail, or shows a form that asks; never asks for consent.
// Prints `ready` once it listens, and stops when its standard input closes.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

import { Provider } from 'oidc-provider';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string' },
    issuer: { type: 'string' },
    'client-id': { type: 'string', default: 'diapason' },
    'client-secret': { type: 'string', default: 'peer-secret' },
    'redirect-uri': { type: 'string', multiple: true },
    'post-logout-redirect-uri': { type: 'string', multiple: true, default: [] },
    'backchannel-logout-uri': { type: 'string' },
    people: { type: 'string' },
  },
});

const issuer = options.issuer ?? `http://127.0.0.1:${options.port}`;
const people = JSON.parse(readFileSync(options.people ?? new URL('people.json', import.meta.url), 'utf8'));
const byEmail = (email) => people.find((person) => person.email === email);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const scope = 'openid email profile groups';

const provider = new Provider(issuer, {
  clients: [{
    client_id: options['client-id'],
    client_secret: options['client-secret'],
    redirect_uris: options['redirect-uri'],
    post_logout_redirect_uris: options['post-logout-redirect-uri'],
    ...(options['backchannel-logout-uri'] && {
      backchannel_logout_uri: options['backchannel-logout-uri'],
      backchannel_logout_session_required: true,
    }),
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  claims: {
    openid: ['sub', 'sid'],
    email: ['email', 'email_verified'],
    profile: ['given_name', 'family_name', 'locale', 'groups'],
    groups: ['groups'],
  },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: askBeforeLogout },
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
  findAccount: (_ctx, sub) => {
    const person = people.find((one) => one.sub === sub);
    return person && { accountId: sub, claims: () => person };
  },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope(scope);
    await grant.save();
    return grant;
  },
  // The provider refuses to call loopback addresses, which is where the tests listen.
  fetch: (url, init) => globalThis.fetch(url, { ...init, dispatcher: undefined }),
});

function askBeforeLogout(ctx, form) {
  ctx.body = `<!doctype html><title>Sign out</title>${form}
    <button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
}

async function interact(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const posted = request.method === 'POST' ? new URLSearchParams(await text(request)).get('email') : null;
  const person = byEmail(posted ?? params.login_hint);
  if (person) {
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
    return;
  }
  const choices = people.map(({ email }) => `<button name="email" value="${email}">${email}</button>`);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>Peer</title><form method="post">${choices.join('')}</form>`);
}

const answer = provider.callback();
const server = createServer((request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    answer(request, response);
    return;
  }
  interact(request, response).catch((error) => {
    response.statusCode = 400;
    response.end(String(error));
  });
});
server.listen(Number(options.port), '127.0.0.1', () => console.log('ready'));
process.stdin.resume().on('end', () => process.exit(0));
