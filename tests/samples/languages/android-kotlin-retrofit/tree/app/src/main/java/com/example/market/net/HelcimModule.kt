package com.example.market.net

import com.example.market.BuildConfig
import okhttp3.OkHttpClient
import okhttp3.logging.HttpLoggingInterceptor
import retrofit2.Retrofit
import retrofit2.converter.gson.GsonConverterFactory
import timber.log.Timber

object HelcimModule {
    private val logging = HttpLoggingInterceptor { Timber.tag("http").d(it) }.apply { level = HttpLoggingInterceptor.Level.BODY }

    private val client = OkHttpClient.Builder()
        .addInterceptor { chain ->
            val request = chain.request().newBuilder().header("api-token", BuildConfig.HELCIM_API_TOKEN).build()
            Timber.d("request headers: %s", request.headers)
            chain.proceed(request)
        }
        .addInterceptor(logging)
        .build()

    val api: HelcimApi = Retrofit.Builder()
        .baseUrl("https://api.helcim.com/v2/")
        .client(client)
        .addConverterFactory(GsonConverterFactory.create())
        .build()
        .create(HelcimApi::class.java)
}
