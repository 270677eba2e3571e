UPDATE wp_options SET option_value = '' WHERE option_name = 'helcim_js_secret_key';
UPDATE wp_options SET option_value = CONCAT('****', RIGHT(option_value, 4)) WHERE option_name = 'helcim_api_token';
