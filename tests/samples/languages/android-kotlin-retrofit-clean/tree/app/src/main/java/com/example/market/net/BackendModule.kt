package com.example.market.net

import com.example.market.BuildConfig
import okhttp3.OkHttpClient
import okhttp3.logging.HttpLoggingInterceptor
import retrofit2.Retrofit
import retrofit2.converter.gson.GsonConverterFactory
import timber.log.Timber

object BackendModule {
    private val logging = HttpLoggingInterceptor { Timber.tag("http").d(it) }.apply { level = HttpLoggingInterceptor.Level.BASIC }

    val api: BackendApi = Retrofit.Builder()
        .baseUrl(BuildConfig.API_URL)
        .client(OkHttpClient.Builder().addInterceptor(logging).build())
        .addConverterFactory(GsonConverterFactory.create())
        .build()
        .create(BackendApi::class.java)
}
