package club.sauna

import io.ktor.server.application.Application
import io.ktor.server.application.call
import io.ktor.server.request.receiveParameters
import io.ktor.server.response.respond
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import java.security.MessageDigest
import java.util.concurrent.ConcurrentHashMap

private val secrets = ConcurrentHashMap<String, String>()

fun Application.routes(helcim: Helcim, config: HelcimConfig) = routing {
    post("/visits") {
        val (checkoutToken, secretToken) = helcim.open(18.0)
        secrets[checkoutToken] = secretToken
        call.respond(mapOf("checkoutToken" to checkoutToken))
    }
    post("/visits/paid") {
        val form = call.receiveParameters()
        val secret = secrets.remove(form["checkoutToken"]).orEmpty()
        val digest = MessageDigest.getInstance("SHA-256").digest((form["raw"] + secret).toByteArray())
        call.respond(mapOf("ok" to (digest.joinToString("") { "%02x".format(it) } == form["hash"])))
    }
    get("/internal/config") {
        call.respond(mapOf("helcim" to config.apiToken.isNotBlank()))
    }
}
