package truck

import io.ktor.client.HttpClient
import io.ktor.client.call.body
import io.ktor.client.engine.cio.CIO
import io.ktor.client.plugins.logging.LogLevel
import io.ktor.client.plugins.logging.Logging
import io.ktor.client.request.get
import io.ktor.client.request.header
import io.ktor.server.application.call
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.response.respond
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import org.slf4j.LoggerFactory

val log = LoggerFactory.getLogger("truck")
val helcimToken: String = System.getenv("HELCIM_API_TOKEN") ?: error("HELCIM_API_TOKEN not set")

val client = HttpClient(CIO) {
    install(Logging) {
        level = LogLevel.INFO
        sanitizeHeader { header -> header.equals("api-token", ignoreCase = true) }
    }
}

fun main() {
    log.info("helcim token = ****${helcimToken.takeLast(4)}")
    embeddedServer(Netty, port = 8080) {
        routing {
            get("/config") { call.respond(mapOf("currency" to "CAD", "helcimConfigured" to helcimToken.isNotEmpty())) }
            get("/customers") {
                val text: String = client.get("https://api.helcim.com/v2/customers") { header("api-token", helcimToken) }.body()
                call.respond(text)
            }
        }
    }.start(wait = true)
}
