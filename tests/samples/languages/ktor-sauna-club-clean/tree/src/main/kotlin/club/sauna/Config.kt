package club.sauna

class HelcimConfig(val apiToken: String) {
    override fun toString() = "HelcimConfig(****${apiToken.takeLast(4)})"
}

fun loadConfig(): HelcimConfig {
    val token = System.getenv("HELCIM_API_TOKEN") ?: error("HELCIM_API_TOKEN not configured")
    println("token of ${token.length} characters")
    return HelcimConfig(token)
}
