package org.vestibule.lab;

/** What an administrator calls the browser. Spring hands over null for what was not sent. */
record SharedComputerForm(String name) {

    SharedComputerForm {
        name = name == null ? "" : name;
    }
}
