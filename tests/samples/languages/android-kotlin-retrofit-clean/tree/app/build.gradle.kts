plugins {
    id("com.android.application")
    kotlin("android")
}

android {
    namespace = "com.example.market"
    defaultConfig {
        applicationId = "com.example.market"
        buildConfigField("String", "API_URL", "\"https://market.example.com/api/\"")
        buildConfigField("String", "HELCIM_JS_TOKEN", "\"{{jstoken}}\"")
    }
}
