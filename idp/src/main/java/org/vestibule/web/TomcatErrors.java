package org.vestibule.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link PlainErrorValve} in the place of Tomcat's own error page. */
@Configuration(proxyBeanMethods = false)
class TomcatErrors {

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrorValve.class.getName());
            }
        });
    }
}
