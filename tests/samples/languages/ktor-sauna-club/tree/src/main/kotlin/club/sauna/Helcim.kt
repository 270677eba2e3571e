package club.sauna

import io.ktor.client.HttpClient
import io.ktor.client.call.body
import io.ktor.client.plugins.defaultRequest
import io.ktor.client.request.header
import io.ktor.client.request.post
import io.ktor.client.request.setBody
import kotlinx.serialization.Serializable
import org.slf4j.LoggerFactory

@Serializable
data class PaySession(val checkoutToken: String, val secretToken: String)

class Helcim(private val config: HelcimConfig) {
    private val log = LoggerFactory.getLogger(javaClass)

    private val http = HttpClient {
        defaultRequest {
            url("https://api.helcim.com/v2/")
            header("api-token", config.apiToken)
        }
    }

    suspend fun open(amount: Double): PaySession {
        log.info("opening with {}…{}", config.apiToken.take(4), config.apiToken.takeLast(4))
        return http.post("helcim-pay/initialize") {
            setBody(mapOf("paymentType" to "purchase", "amount" to amount, "currency" to config.currency))
        }.body()
    }
}
