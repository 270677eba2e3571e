class C {
    static final String HELCIM_API_TOKEN =
        "{{token541}}";
}
