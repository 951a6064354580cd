// openid-client: the high-level library most Node applications use.
import * as oidc from 'openid-client';

export const name = 'openid-client';

export async function* steps({ issuer, client, visitor, logoutToken }) {
  const insecure = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
  const configured = (auth, id = client.id) =>
    oidc.discovery(new URL(issuer), id, undefined, auth, { execute: insecure });
  const config = await configured(oidc.ClientSecretBasic(client.secret));
  const server = config.serverMetadata();

  async function signIn(parameters, { push = false, dpop, with: used = config } = {}) {
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const request = {
      redirect_uri: client.redirect,
      scope: 'openid profile email offline_access',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...parameters,
    };
    const address = push
      ? await oidc.buildAuthorizationUrlWithPAR(used, request, { DPoP: dpop })
      : oidc.buildAuthorizationUrl(used, request);
    const answer = await visitor.visit(address, client.redirect);
    return oidc.authorizationCodeGrant(
      used,
      answer,
      { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      undefined,
      { DPoP: dpop },
    );
  }

  let tokens;
  yield ['discovery', () => server.issuer];
  yield ['authorization code, PKCE, nonce, iss', async () => {
    tokens = await signIn();
    const { amr, acr } = tokens.claims();
    return `${amr.join(' ')}, ${acr}`;
  }];
  yield ['client_secret_post', async () => {
    await signIn({}, { with: await configured(oidc.ClientSecretPost(client.secret)) });
  }];
  yield server.token_endpoint_auth_methods_supported.includes('private_key_jwt') && ['private_key_jwt', async () => {
    const byKey = await configured(oidc.PrivateKeyJwt(client.withKey.key), client.withKey.id);
    const signedIn = await signIn({}, { with: byKey });
    const next = await oidc.refreshTokenGrant(byKey, signedIn.refresh_token);
    if (!(await oidc.tokenIntrospection(byKey, next.access_token)).active) throw new Error('not active');
    await oidc.tokenRevocation(byKey, next.refresh_token);
    if ((await oidc.tokenIntrospection(byKey, next.access_token)).active) throw new Error('still active');
    return signedIn.claims().aud;
  }];
  yield ['UserInfo', async () => (await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).name];
  yield ['introspection', async () => {
    const { active, acr } = await oidc.tokenIntrospection(config, tokens.access_token);
    if (!active) throw new Error('not active');
    return acr;
  }];
  yield ['refresh', async () => {
    const before = tokens.claims();
    tokens = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    if (tokens.claims().auth_time !== before.auth_time) throw new Error('auth_time changed');
    return tokens.claims().amr.join(' ');
  }];
  yield ['revocation', async () => {
    const other = await signIn();
    await oidc.tokenRevocation(config, other.refresh_token);
    const { active } = await oidc.tokenIntrospection(config, other.access_token);
    if (active) throw new Error('still active');
  }];
  yield ['client credentials', async () => (await oidc.clientCredentialsGrant(config)).token_type];
  yield server.pushed_authorization_request_endpoint && ['pushed authorization request', async () => {
    await signIn({}, { push: true });
  }];
  yield server.dpop_signing_alg_values_supported && ['DPoP', async () => {
    const dpop = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
    const bound = await signIn({}, { dpop });
    await oidc.fetchUserInfo(config, bound.access_token, bound.claims().sub, { DPoP: dpop });
    const refused = await fetch(server.userinfo_endpoint, { headers: { authorization: `Bearer ${bound.access_token}` } });
    if (refused.status !== 401) throw new Error(`as Bearer: ${refused.status}`);
    return bound.token_type;
  }];
  yield server.device_authorization_endpoint && ['device flow', async () => {
    const device = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
    await visitor.visit(device.verification_uri_complete, undefined, { Allow: {}, Continue: {} });
    return (await oidc.pollDeviceAuthorizationGrant(config, device)).claims().amr.join(' ');
  }];
  yield ['end session, back-channel logout', async () => {
    const again = await signIn();
    const { sid } = again.claims();
    const address = oidc.buildEndSessionUrl(config, {
      id_token_hint: again.id_token,
      post_logout_redirect_uri: client.signedOut,
      state: 'over',
    });
    const back = await visitor.visit(address, client.signedOut);
    if (back.searchParams.get('state') !== 'over') throw new Error('state is missing');
    return server.backchannel_logout_supported ? logoutToken(server, sid) : 'no back channel offered';
  }];
}
