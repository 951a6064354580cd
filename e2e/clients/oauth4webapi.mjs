// oauth4webapi: the low-level library; every check is made by the caller's explicit call.
import * as oauth from 'oauth4webapi';

export const name = 'oauth4webapi';

export async function* steps({ issuer, client: registered, visitor, logoutToken }) {
  const options = { [oauth.allowInsecureRequests]: issuer.startsWith('http:') };
  const client = { client_id: registered.id };
  const auth = oauth.ClientSecretBasic(registered.secret);
  const url = new URL(issuer);
  const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options));

  async function signIn({ push = false, dpop } = {}) {
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    let request = new URLSearchParams({
      client_id: client.client_id,
      response_type: 'code',
      redirect_uri: registered.redirect,
      scope: 'openid profile email offline_access',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      max_age: '3600',
      state,
      nonce,
    });
    if (push) {
      const pushed = await oauth.processPushedAuthorizationResponse(
        as, client, await oauth.pushedAuthorizationRequest(as, client, auth, request, { ...options, DPoP: dpop }));
      request = new URLSearchParams({ client_id: client.client_id, request_uri: pushed.request_uri });
    }
    const answer = await visitor.visit(`${as.authorization_endpoint}?${request}`, registered.redirect);
    const parameters = oauth.validateAuthResponse(as, client, answer, state);
    const response = await oauth.authorizationCodeGrantRequest(
      as, client, auth, parameters, registered.redirect, verifier, { ...options, DPoP: dpop });
    const tokens = await oauth.processAuthorizationCodeResponse(
      as, client, response, { expectedNonce: nonce, maxAge: 3600, requireIdToken: true });
    await oauth.validateApplicationLevelSignature(as, response, options);
    return { ...tokens, claims: oauth.getValidatedIdTokenClaims(tokens) };
  }

  const userInfo = async (tokens, dpop) => oauth.processUserInfoResponse(
    as, client, tokens.claims.sub,
    await oauth.userInfoRequest(as, client, tokens.access_token, { ...options, DPoP: dpop }));
  const introspect = async (token) => oauth.processIntrospectionResponse(
    as, client, await oauth.introspectionRequest(as, client, auth, token, options));

  let tokens;
  yield ['discovery', () => as.issuer];
  yield ['authorization code, PKCE, nonce, iss, max_age', async () => {
    tokens = await signIn();
    return `${tokens.claims.amr.join(' ')}, ${tokens.claims.acr}`;
  }];
  yield ['UserInfo', async () => (await userInfo(tokens)).name];
  yield ['introspection', async () => {
    const answer = await introspect(tokens.access_token);
    if (!answer.active) throw new Error('not active');
    return answer.acr;
  }];
  yield ['access token as a JWT (RFC 9068)', async () => {
    const request = new Request(issuer, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    return (await oauth.validateJwtAccessToken(as, request, as.issuer, options)).client_id;
  }];
  yield ['refresh, and the family ends when a spent token returns', async () => {
    const refresh = async (token) => oauth.processRefreshTokenResponse(
      as, client, await oauth.refreshTokenGrantRequest(as, client, auth, token, options));
    const next = await refresh(tokens.refresh_token);
    await refresh(tokens.refresh_token).then(
      () => { throw new Error('the spent token was taken'); },
      (refusal) => { if (refusal.error !== 'invalid_grant') throw refusal; });
    if ((await introspect(next.access_token)).active) throw new Error('the family lives');
  }];
  yield ['revocation', async () => {
    const other = await signIn();
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, other.access_token, options));
    if ((await introspect(other.access_token)).active) throw new Error('still active');
  }];
  yield ['client credentials', async () => (await oauth.processClientCredentialsResponse(
    as, client, await oauth.clientCredentialsGrantRequest(as, client, auth, {}, options))).token_type];
  yield as.token_endpoint_auth_methods_supported.includes('private_key_jwt') && ['private_key_jwt, once', async () => {
    const byKey = { client_id: registered.withKey.id };
    const signed = oauth.PrivateKeyJwt(registered.withKey.key);
    const grant = (how) => oauth.clientCredentialsGrantRequest(as, byKey, how, {}, options);
    let form;
    const { access_token: token } = await oauth.processClientCredentialsResponse(as, byKey, await grant(async (...sent) => {
      await signed(...sent);
      form = [...sent[2]];
    }));
    const answer = await oauth.processIntrospectionResponse(
      as, byKey, await oauth.introspectionRequest(as, byKey, signed, token, options));
    if (!answer.active) throw new Error('not active');
    const again = await grant((server, who, body) => form.forEach(([name, value]) => body.set(name, value)));
    if (again.status !== 401) throw new Error(`the same assertion again: ${again.status}`);
    return answer.client_id;
  }];
  yield as.pushed_authorization_request_endpoint && ['pushed authorization request', async () => {
    await signIn({ push: true });
  }];
  yield as.dpop_signing_alg_values_supported && ['DPoP', async () => {
    const dpop = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
    const bound = await signIn({ dpop });
    await userInfo(bound, dpop);
    return bound.token_type;
  }];
  yield as.device_authorization_endpoint && ['device flow', async () => {
    const device = await oauth.processDeviceAuthorizationResponse(
      as, client, await oauth.deviceAuthorizationRequest(as, client, auth, { scope: 'openid' }, options));
    await visitor.visit(device.verification_uri_complete, undefined, { Allow: {}, Continue: {} });
    const answer = await oauth.deviceCodeGrantRequest(as, client, auth, device.device_code, options);
    return oauth.getValidatedIdTokenClaims(await oauth.processDeviceCodeResponse(as, client, answer)).amr.join(' ');
  }];
  yield ['end session, back-channel logout', async () => {
    const again = await signIn();
    const address = new URL(as.end_session_endpoint);
    address.search = new URLSearchParams({
      id_token_hint: again.id_token, post_logout_redirect_uri: registered.signedOut, state: 'over' });
    const back = await visitor.visit(address, registered.signedOut);
    if (back.searchParams.get('state') !== 'over') throw new Error('state is missing');
    return as.backchannel_logout_supported ? logoutToken(as, again.claims.sid) : 'no back channel offered';
  }];
}
