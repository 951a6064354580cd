package org.vestibule.user.hashing;

class BouncyCastleArgon2Tests extends Argon2Contract {

    @Override
    Argon2 implementation() {
        return new BouncyCastleArgon2();
    }
}
