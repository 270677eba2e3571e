app_name = "helcim_pay"
app_title = "Helcim Pay"
app_publisher = "Two Rivers Software"
app_license = "GPL-3.0"
