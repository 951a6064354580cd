package org.vestibule.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The ports of the demo, each moved by the environment variable of its name. */
enum DemoPort {
    IDP_PORT(9000, "the identity provider"),
    IDP_MANAGEMENT_PORT(9001, "health and metrics of the identity provider"),
    LMS_PORT(8080, "the sample LMS"),
    LMS2_PORT(8081, "the second sample LMS");

    private final int usual;
    private final String purpose;

    DemoPort(int usual, String purpose) {
        this.usual = usual;
        this.purpose = purpose;
    }

    /** All ports as the environment wants them. */
    static Map<DemoPort, Integer> from(Map<String, String> environment) {
        Map<DemoPort, Integer> ports = new EnumMap<>(DemoPort.class);
        for (DemoPort port : values()) {
            int number = port.number(environment.get(port.name()));
            for (Map.Entry<DemoPort, Integer> other : ports.entrySet()) {
                if (other.getValue() == number) {
                    throw new DemoException(other.getKey() + " and " + port + " are both " + number
                            + ". Set one of them to another port.");
                }
            }
            ports.put(port, number);
        }
        return ports;
    }

    private int number(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return usual;
        }
        if (value.strip().matches("[1-9][0-9]{0,4}") && Integer.parseInt(value.strip()) <= 65535) {
            return Integer.parseInt(value.strip());
        }
        throw new DemoException(name() + " is \"" + value + "\", but it has to be a port between 1 and 65535.");
    }

    /** Refuses a port that another program listens on. */
    void requireFree(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port in TIME_WAIT is free
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
        } catch (IOException ex) {
            throw new DemoException("Port " + number + " for " + purpose + " cannot be used (" + ex.getMessage()
                    + "). Stop the program that uses it, or set " + name() + " to a free port, for example: "
                    + name() + "=" + (number < 60000 ? number + 5000 : 20000) + " ./mvnw -Pdemo");
        }
    }
}
