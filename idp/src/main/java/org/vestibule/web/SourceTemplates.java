package org.vestibule.web;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;

/** In the demo, templates come fresh from the sources where it runs beside them, so that a change shows on reload. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SourceTemplates {

    @Bean
    SpringResourceTemplateResolver sourceTemplateResolver(ApplicationContext context) {
        SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(context);
        resolver.setPrefix("file:idp/src/main/resources/templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCheckExistence(true);
        resolver.setCacheable(false);
        resolver.setOrder(0);
        return resolver;
    }
}
