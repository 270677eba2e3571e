package club.sauna

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.Application
import io.ktor.server.application.call
import io.ktor.server.freemarker.FreeMarkerContent
import io.ktor.server.request.receiveParameters
import io.ktor.server.response.respond
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import java.security.MessageDigest

fun Application.routes(helcim: Helcim, config: HelcimConfig) = routing {
    get("/") {
        call.respond(FreeMarkerContent("index.ftl", mapOf("hours" to 2, "config" to config)))
    }
    post("/visits") {
        val session = helcim.open(18.0)
        call.respond(HttpStatusCode.Created, session)
    }
    post("/visits/paid") {
        val form = call.receiveParameters()
        val digest = MessageDigest.getInstance("SHA-256").digest((form["raw"] + form["secretToken"]).toByteArray())
        call.respond(mapOf("ok" to (digest.joinToString("") { "%02x".format(it) } == form["hash"])))
    }
    get("/internal/config") {
        call.respond(mapOf("helcim" to config.apiToken, "currency" to config.currency))
    }
}
