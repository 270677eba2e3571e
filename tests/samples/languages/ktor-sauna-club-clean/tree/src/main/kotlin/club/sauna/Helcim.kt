package club.sauna

import io.ktor.client.HttpClient
import io.ktor.client.call.body
import io.ktor.client.request.header
import io.ktor.client.request.post
import io.ktor.client.request.setBody
import kotlinx.serialization.Serializable
import org.slf4j.LoggerFactory

@Serializable
data class PaySession(val checkoutToken: String, val secretToken: String)

class Helcim(private val config: HelcimConfig, private val http: HttpClient = HttpClient()) {
    private val log = LoggerFactory.getLogger(javaClass)

    suspend fun open(amount: Double): PaySession {
        val response = http.post("https://api.helcim.com/v2/helcim-pay/initialize") {
            header("api-token", config.apiToken)
            setBody(mapOf("paymentType" to "purchase", "amount" to amount, "currency" to "EUR"))
        }
        log.info("initialize {} {}", response.status, response.headers)
        return response.body()
    }
}
