package org.vestibule.maillink;

/** The link's secret. Spring hands over null for what the browser did not send. */
record AddressLinkForm(String token) {

    AddressLinkForm {
        token = token == null ? "" : token;
    }

    @Override
    public String toString() {
        return "AddressLinkForm";
    }
}
