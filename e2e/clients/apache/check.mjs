// Signs in at the page that Apache protects, once with two factors and once with the password alone, and signs out.
import { Visitor } from '../visitor.mjs';

const issuer = process.argv[2] ?? 'http://localhost:9000';
const apache = 'http://localhost:8098';
let failures = 0;
async function step(title, run) {
  try {
    console.log(`| mod_auth_openidc | ${title} | PASS | ${(await run()) ?? ''} |`);
  } catch (failure) {
    failures++;
    console.log(`| mod_auth_openidc | ${title} | FAIL | ${failure.message} |`);
  }
}
const two = new Visitor({
  username: 'library-tester',
  password: 'a pass phrase of the library tests',
  key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
});
const one = new Visitor({ username: 'library-tester-2', password: 'a pass phrase of the library tests' });
const body = (page) => page.body.trim();
const expect = (condition, otherwise) => {
  if (!condition) throw new Error(otherwise);
};

await step('two factors open the page', async () => {
  const page = await two.visit(`${apache}/two-factors/index.html`);
  expect(body(page) === 'two factors were used', body(page));
  return body(page);
});
await step('a password alone does not', async () => {
  const refusal = await one.visit(`${apache}/two-factors/index.html`).then(
    () => undefined,
    (failure) => failure.message,
  );
  expect(/^40[13] at http:\/\/localhost:8098/.test(refusal), refusal ?? 'it opened');
  const page = await one.visit(`${apache}/index.html`);
  expect(body(page) === 'everybody who is signed in', body(page));
  return refusal.slice(0, 3);
});
await step('sign-out at the provider ends the session at Apache', async () => {
  const before = await two.peek(`${apache}/two-factors/index.html`);
  expect(before.status === 200, 'was not signed in');
  // the account page's own sign-out: only the back channel can reach Apache
  await two.visit(`${issuer}/account`, undefined, { 'Sign out': {} });
  for (let turn = 0; turn < 20; turn++) {
    const page = await two.peek(`${apache}/two-factors/index.html`);
    if (page.status === 302) return 'by the back channel';
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('still signed in after ten seconds');
});
process.exitCode = failures === 0 ? 0 : 1;
