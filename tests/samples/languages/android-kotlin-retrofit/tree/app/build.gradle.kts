plugins {
    id("com.android.application")
    kotlin("android")
}

android {
    namespace = "com.example.market"
    defaultConfig {
        applicationId = "com.example.market"
        buildConfigField("String", "HELCIM_API_TOKEN", "\"${System.getenv("HELCIM_API_TOKEN")}\"")
    }
}
