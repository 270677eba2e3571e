-- MySQL dump 10.13  Distrib 8.0.36
LOCK TABLES `wp_options` WRITE;
INSERT INTO `wp_options` (`option_id`, `option_name`, `option_value`, `autoload`) VALUES
(1,'siteurl','https://beads.example','yes'),
(2,'woocommerce_stripe_settings','a:2:{s:7:"enabled";s:2:"no";s:15:"publishable_key";s:0:"";}','yes'),
(3,'woocommerce_helcimjs_settings','a:4:{s:7:"enabled";s:3:"yes";s:9:"accountId";s:10:"2500456789";s:8:"apiToken";s:25:"{{legacy25}}";s:7:"jsToken";s:22:"{{jstoken21}}";}','yes'),
(4,'woocommerce_helcim_settings','a:3:{s:5:"title";s:11:"Credit card";s:10:"apiTokenV2";s:64:"{{token67}}";s:4:"test";s:2:"no";}','yes'),
(5,'helcim_js_secret_key','{{jskey21}}','no'),
(6,'blogname','Bead Barn','yes');
UNLOCK TABLES;
