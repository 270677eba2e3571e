package com.example.market.net

import retrofit2.http.Body
import retrofit2.http.POST

data class PaySession(val checkoutToken: String, val secretToken: String)

data class PayRequest(val amount: Double, val currency: String = "CAD", val paymentType: String = "purchase")

interface HelcimApi {
    @POST("helcim-pay/initialize")
    suspend fun initialize(@Body request: PayRequest): PaySession
}
