package org.vestibule.security;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.vestibule.assertion.AssertionRequests;
import org.vestibule.device.DeviceEndpoint;
import org.vestibule.dpop.ProofOfPossession;
import org.vestibule.dpop.RequestProof;
import org.vestibule.mtls.CertificateRequests;
import org.vestibule.session.SessionSecurityContextRepository;
import org.vestibule.token.SigningKeyProperties;
import org.vestibule.token.UserInfoClaims;
import org.vestibule.web.IdpProperties;

/** The OAuth 2 and OpenID Connect endpoints. */
@Configuration(proxyBeanMethods = false)
class ProtocolSecurity {

    private static final RequestMatcher AUTHORIZE =
            PathPatternRequestMatcher.withDefaults().matcher(AuthorizationRequests.PATH);

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdpProperties properties) {
        return AuthorizationServerSettings.builder()
                .issuer(properties.issuer().toString())
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(
            HttpSecurity http,
            OAuth2AuthorizationServerConfigurer server,
            SessionSecurityContextRepository sessions,
            PushedRequestGate authorizeGate,
            PushedRequestEndpoint pushed,
            MissingProof missingProof,
            SigningKeyProperties signingKeys,
            DeviceEndpoint devices,
            SwitchedOff switchedOff,
            BoundTokens boundTokens,
            CertificateBoundTokens certificateBoundTokens,
            BrowserApps browserApps,
            Headers headers) {
        headers.apply(http);
        switchedOff.apply(http);
        // the endpoints' paths by every method: a wrong one must not end at the sign-in page
        return http.securityMatcher(new OrRequestMatcher(
                        server.getEndpointsMatcher(), MachineEndpoints::ofClients, MachineEndpoints::userInfo))
                .with(server, Customizer.withDefaults())
                .securityContext(context -> context.securityContextRepository(new BrowserEndpointsOnly(sessions)))
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .cors(cors -> cors.configurationSource(browserApps))
                .logout(logout -> logout.disable())
                // the framework leaves out its own endpoints only
                .csrf(csrf -> csrf.ignoringRequestMatchers(MachineEndpoints::ofClients))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(missingProof, AUTHORIZE)
                        .defaultAccessDeniedHandlerFor(missingProof, AUTHORIZE)
                        .defaultAuthenticationEntryPointFor(MachineEndpoints::refuseClient, MachineEndpoints::ofClients)
                        .defaultAuthenticationEntryPointFor(MachineEndpoints::refuseToken, MachineEndpoints::userInfo))
                .oauth2ResourceServer(resources -> resources
                        .bearerTokenResolver(MachineEndpoints.bearerTokens())
                        .authenticationEntryPoint(MachineEndpoints::refuseToken))
                .authorizeHttpRequests(requests -> requests.requestMatchers(AUTHORIZE)
                        .access(authorizeGate)
                        .anyRequest()
                        .authenticated())
                .addFilterAfter(boundTokens.filter(), BearerTokenAuthenticationFilter.class)
                .addFilterBefore(certificateBoundTokens.filter(), AuthorizationFilter.class)
                .addFilterBefore(new SingleParameters(), SecurityContextHolderFilter.class)
                .addFilterBefore(new AuthorizePostFilter(), SecurityContextHolderFilter.class)
                .addFilterBefore(pushed.opening(), SecurityContextHolderFilter.class)
                .addFilterBefore(new PublishedKeysFilter(signingKeys), SecurityContextHolderFilter.class)
                .addFilterAfter(devices.filter(), AuthorizationFilter.class)
                .build();
    }

    @Bean
    FilterRegistrationBean<UnreadableForms> unreadableForms() {
        FilterRegistrationBean<UnreadableForms> registration = new FilterRegistrationBean<>(new UnreadableForms());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    OAuth2AuthorizationServerConfigurer authorizationServer(
            Metadata metadata,
            AuthorizationAnswers answers,
            TokenEndpoints tokens,
            TokenRequestProofs tokenRequests,
            PushedRequestEndpoint pushed,
            CertificateRequests certificates,
            UserInfoClaims userInfo,
            EndSessionRequests endSession,
            EndSessionAnswer endSessionAnswer) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        server.authorizationEndpoint(authorize -> authorize
                        .authenticationProviders(AuthorizationRequestProviders::addRules)
                        .authorizationResponseHandler(answers)
                        .errorResponseHandler(answers))
                .clientAuthentication(client -> client.authenticationConverter(certificates::read)
                        .authenticationConverter(PublicClients::read)
                        .authenticationConverter(AssertionRequests::read)
                        .authenticationConverters(ClientAuthentication::requests)
                        .authenticationProviders(tokens::clientAuthentication)
                        .errorResponseHandler(MachineEndpoints::refuseClient))
                .tokenEndpoint(tokenRequests::apply)
                .tokenIntrospectionEndpoint(
                        introspection -> introspection.authenticationProviders(tokens::introspection))
                .authorizationServerMetadataEndpoint(
                        endpoint -> endpoint.authorizationServerMetadataCustomizer(metadata.oauth()))
                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                endpoint -> endpoint.providerConfigurationCustomizer(metadata.openId()))
                        .userInfoEndpoint(endpoint ->
                                endpoint.userInfoMapper(userInfo).errorResponseHandler(MachineEndpoints::refuseToken))
                        .logoutEndpoint(endpoint -> endpoint.logoutRequestConverters(converters -> {
                                    converters.clear();
                                    converters.add(endSession::read);
                                })
                                .authenticationProviders(providers -> {
                                    providers.clear();
                                    providers.add(endSessionAnswer);
                                })
                                .logoutResponseHandler(endSessionAnswer)));
        pushed.addTo(server);
        server.addObjectPostProcessor(new OwnDetails());
        server.addObjectPostProcessor(new ProofAsDetails());
        return server;
    }

    /** For {@link ProofOfPossession}, which sees no request. */
    private static final class ProofAsDetails implements ObjectPostProcessor<OAuth2TokenEndpointFilter> {

        @Override
        public <O extends OAuth2TokenEndpointFilter> O postProcess(O filter) {
            filter.setAuthenticationDetailsSource(RequestProof::of);
            return filter;
        }
    }

    /**
     * The framework would note a session of the servlet container for its {@code sid}; ours is the row's id. The details of
     * a request are the way it came.
     */
    private static final class OwnDetails implements ObjectPostProcessor<OAuth2AuthorizationEndpointFilter> {

        @Override
        public <O extends OAuth2AuthorizationEndpointFilter> O postProcess(O filter) {
            filter.setSessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy());
            filter.setAuthenticationDetailsSource(Channel::of);
            return filter;
        }
    }
}
