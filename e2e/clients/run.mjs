// Certified client libraries against a running Vestibule; prints a table and fails when one step fails. See README.md.
import http from 'node:http';
import * as jose from 'jose';
import * as oauth4webapi from './oauth4webapi.mjs';
import * as openidClient from './openid-client.mjs';
import { Visitor } from './visitor.mjs';

const issuer = process.argv[2] ?? 'http://localhost:9000';
if (!['localhost', '127.0.0.1'].includes(new URL(issuer).hostname)) {
  throw new Error('only a provider on this machine: it signs in with a known password');
}
const own = 'http://localhost:8099';
const client = {
  id: 'library',
  secret: 'the-secret-of-the-library-tests-0123456789',
  redirect: `${own}/callback`,
  signedOut: `${own}/signed-out`,
};
// of the client library-with-key; clients.yaml has the public half
client.withKey = {
  id: 'library-with-key',
  key: {
    kid: 'library',
    key: await jose.importJWK({
      kty: 'EC',
      crv: 'P-256',
      x: 'q7xsJD5jO8K6gg7--lYAjl1ovw8e-T_ZHbM2JGBZjd0',
      y: 'AuVrUIT8_mBU_gnSCsoMOp_S2ljQhq6SyLyzezrhO6s',
      d: 'DwCxWoM5LUavewO4V-sfvsR5JRntMqR7R7Eowbiys-c',
    }, 'ES256'),
  },
};
const person = {
  username: 'library-tester',
  password: 'a pass phrase of the library tests',
  key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
};

// the client's side of the back channel
const received = [];
const arrivals = new Set();
const listener = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    received.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token'));
    arrivals.forEach((arrived) => arrived());
    response.writeHead(200, { 'cache-control': 'no-store' }).end();
  });
}).listen(8099, '127.0.0.1');

/** Waits for the logout token of a session and checks it as the specification says (section 2.6). */
async function logoutToken(server, sid) {
  const keys = jose.createRemoteJWKSet(new URL(server.jwks_uri));
  const deadline = AbortSignal.timeout(15_000);
  for (;;) {
    for (const token of received) {
      const { payload } = await jose.jwtVerify(token, keys, {
        issuer: server.issuer, audience: client.id, typ: 'logout+jwt', requiredClaims: ['iat', 'jti', 'events'] });
      if ('nonce' in payload) throw new Error('a nonce is forbidden');
      if (!payload.events['http://schemas.openid.net/event/backchannel-logout']) throw new Error('no logout event');
      if (payload.sid === sid) return 'logout token checked';
    }
    await new Promise((arrived, late) => {
      arrivals.add(arrived);
      deadline.addEventListener('abort', () => late(new Error('no logout token came')), { once: true });
    });
  }
}

let failures = 0;
console.log('| library | step | result | |\n|---|---|---|---|');
for (const library of [openidClient, oauth4webapi]) {
  const context = { issuer, client, visitor: new Visitor(person), logoutToken };
  for await (const step of library.steps(context)) {
    if (!step) continue;
    const [title, run] = step;
    try {
      console.log(`| ${library.name} | ${title} | PASS | ${(await run()) ?? ''} |`);
    } catch (failure) {
      failures++;
      const cause = failure.cause ? ` (${JSON.stringify(failure.cause)?.slice(0, 300)})` : '';
      console.log(`| ${library.name} | ${title} | FAIL | ${failure.error ?? ''} ${failure.message}${cause} |`);
    }
  }
}
listener.close();
process.exitCode = failures === 0 ? 0 : 1;
