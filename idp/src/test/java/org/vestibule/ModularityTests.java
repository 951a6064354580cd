package org.vestibule;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The table of modules and allowed dependencies in the package-info files holds. */
class ModularityTests {

    @Test
    void verifyWhenModulesFollowTheirDeclaredDependenciesThenPasses() {
        ApplicationModules.of(IdpApplication.class).verify();
    }
}
