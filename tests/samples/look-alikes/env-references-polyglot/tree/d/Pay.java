class Pay {
    private final String apiToken = System.getenv("HELCIM_API_TOKEN");
    @Value("${helcim.api-token}") private String configured;
}
