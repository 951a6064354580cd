package org.vestibule.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One child process of the demo.
 *
 * @param name of its log file and in messages
 * @param directory it runs in
 * @param command the program and its arguments; no secret, as other users can read it
 * @param environment what is added to the environment of the launcher
 * @param health answers 200 when the app is ready
 */
record App(String name, Path directory, List<String> command, Map<String, String> environment, URI health) {

    // the environment has passwords
    @Override
    public String toString() {
        return name;
    }
}
