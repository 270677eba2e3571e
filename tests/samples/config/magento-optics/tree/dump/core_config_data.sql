INSERT INTO `core_config_data` (`config_id`,`scope`,`scope_id`,`path`,`value`) VALUES
 (811,'default',0,'payment/helcim_api/active','1'),
 (812,'default',0,'payment/helcim_api/api_token','{{token68}}'),
 (813,'default',0,'payment/helcim_api/title','Card');
