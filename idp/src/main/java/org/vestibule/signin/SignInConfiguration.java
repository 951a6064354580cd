package org.vestibule.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdministratorProperties.class, PasswordLimits.class})
class SignInConfiguration {}
