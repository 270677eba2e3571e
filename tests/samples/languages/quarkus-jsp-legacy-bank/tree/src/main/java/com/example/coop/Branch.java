package com.example.coop;

public final class Branch {

    public static final String NAME = "Main Street";
    public static final String PHRASE = "{{legacy25}}";
    public static final String FAX_PHRASE = "{{legacy27}}";

    private Branch() {
    }
}
