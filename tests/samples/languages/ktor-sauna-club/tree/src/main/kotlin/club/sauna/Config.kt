package club.sauna

data class HelcimConfig(val apiToken: String, val currency: String = "EUR")

fun loadConfig(): HelcimConfig {
    val config = HelcimConfig(apiToken = System.getenv("HELCIM_API_TOKEN") ?: error("HELCIM_API_TOKEN not configured"))
    println("Using $config")
    return config
}
