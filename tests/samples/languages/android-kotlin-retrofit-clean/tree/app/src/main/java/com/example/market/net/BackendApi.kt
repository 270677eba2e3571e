package com.example.market.net

import retrofit2.http.Body
import retrofit2.http.POST

data class Checkout(val checkoutToken: String)

data class Order(val items: List<String>)

interface BackendApi {
    @POST("checkout")
    suspend fun checkout(@Body order: Order): Checkout
}
