package org.vestibule.pushed;

import java.util.Map;

/**
 * A pushed request that a browser may go on with.
 *
 * @param parameters of the authorization request, as they were checked when it was pushed
 * @param carried the same, encrypted for this browser, for its way back after the {@code request_uri} has expired
 */
public record PushedRequest(Map<String, String> parameters, String carried) {

    public PushedRequest {
        parameters = Map.copyOf(parameters);
    }
}
