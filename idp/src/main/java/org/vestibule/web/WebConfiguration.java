package org.vestibule.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.zip.CRC32;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What all modules share. As a {@link WebMvcConfigurer} it is part of every {@code @WebMvcTest} too, so that pages render
 * there inside their frame.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdpProperties.class)
class WebConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<PageInterceptor> pageInterceptor;

    WebConfiguration(ObjectProvider<PageInterceptor> pageInterceptor) {
        this.pageInterceptor = pageInterceptor;
    }

    /** The one source of time (AVL-07). */
    @Bean
    @ConditionalOnMissingBean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static PageInterceptor pageInterceptor(IdpProperties properties, MessageSource messages) {
        return new PageInterceptor(properties, messages, fingerprint("style.css", "app.js", "logo.svg"));
    }

    @Bean
    static ClientAddress clientAddress(IdpProperties properties) {
        return new ClientAddress(properties.trustedProxies());
    }

    /** Before every other filter, so that nothing works on a request that is not ours. */
    @Bean
    static FilterRegistrationBean<HostFilter> hostFilter(IdpProperties properties) {
        FilterRegistrationBean<HostFilter> registration = new FilterRegistrationBean<>(new HostFilter(properties));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** After the character encoding is set, for it reads the form, and after those that answer unreadable ones. */
    @Bean
    static FilterRegistrationBean<ParameterNameFilter> parameterNameFilter() {
        FilterRegistrationBean<ParameterNameFilter> registration =
                new FilterRegistrationBean<>(new ParameterNameFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    static LanguageCookie languageCookie(IdpProperties properties, Clock clock) {
        return new LanguageCookie(properties.secure(), clock);
    }

    @Bean
    static LocaleResolver localeResolver(ObjectProvider<LanguageWish> wishes, LanguageCookie cookie) {
        return new LanguageResolver(wishes, cookie);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(pageInterceptor.getObject());
    }

    private static String fingerprint(String... files) {
        CRC32 sum = new CRC32();
        for (String file : files) {
            try {
                sum.update(new ClassPathResource("static/" + file).getContentAsByteArray());
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
