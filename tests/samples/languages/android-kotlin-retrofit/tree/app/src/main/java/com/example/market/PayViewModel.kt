package com.example.market

import android.app.Application
import android.content.Context
import androidx.lifecycle.AndroidViewModel
import androidx.lifecycle.viewModelScope
import com.example.market.net.HelcimModule
import com.example.market.net.PayRequest
import kotlinx.coroutines.launch

class PayViewModel(app: Application) : AndroidViewModel(app) {
    fun pay(amount: Double) = viewModelScope.launch {
        val session = HelcimModule.api.initialize(PayRequest(amount))
        getApplication<Application>().getSharedPreferences("pay", Context.MODE_PRIVATE)
            .edit()
            .putString("secret", session.secretToken)
            .apply()
    }
}
