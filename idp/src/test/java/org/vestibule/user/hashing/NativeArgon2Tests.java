package org.vestibule.user.hashing;

class NativeArgon2Tests extends Argon2Contract {

    @Override
    Argon2 implementation() {
        return new NativeArgon2();
    }
}
