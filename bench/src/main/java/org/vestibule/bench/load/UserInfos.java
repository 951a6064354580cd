package org.vestibule.bench.load;

import java.util.List;

/** UserInfo with the access token of a sign-in. */
public final class UserInfos extends ProviderSimulation {

    public UserInfos() {
        run("UserInfo", List.of(signedIn("platforms that ask UserInfo", tokens.userInfo())));
    }
}
