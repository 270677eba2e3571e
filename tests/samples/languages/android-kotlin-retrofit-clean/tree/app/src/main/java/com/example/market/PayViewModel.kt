package com.example.market

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import com.example.market.net.BackendModule
import com.example.market.net.Order
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch

class PayViewModel : ViewModel() {
    val checkoutToken = MutableStateFlow("")

    fun pay(items: List<String>) = viewModelScope.launch {
        checkoutToken.value = BackendModule.api.checkout(Order(items)).checkoutToken
    }
}
