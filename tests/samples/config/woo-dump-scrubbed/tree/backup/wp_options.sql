-- scrubbed by ops/scrub.sql
INSERT INTO `wp_options` (`option_id`, `option_name`, `option_value`, `autoload`) VALUES
(1,'siteurl','https://beads.example','yes'),
(3,'woocommerce_helcimjs_settings','a:4:{s:7:"enabled";s:3:"yes";s:9:"accountId";s:10:"2500456789";s:8:"apiToken";s:0:"";s:7:"jsToken";s:22:"{{jstoken21}}";}','yes'),
(4,'woocommerce_helcim_settings','a:2:{s:10:"apiTokenV2";s:64:"{{token67|mask}}";s:4:"test";s:2:"no";}','yes'),
(5,'helcim_js_secret_key','REDACTED','no'),
(6,'woocommerce_moneris_settings','a:2:{s:8:"store_id";s:10:"monca01234";s:9:"api_token";s:20:"{{legacy20}}";}','yes');
