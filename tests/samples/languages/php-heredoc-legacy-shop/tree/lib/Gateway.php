<?php

class Gateway
{
    const ENDPOINT = 'https://api.helcim.com/v2';

    public function call($path, array $fields)
    {
        $header = sprintf("Content-Type: application/json\r\napi-token: %s\r\n", Registry::get('gateway.pass'));
        $context = stream_context_create(array('http' => array(
            'method' => 'POST',
            'header' => $header,
            'content' => json_encode($fields),
            'ignore_errors' => true,
        )));
        $body = file_get_contents(self::ENDPOINT . $path, false, $context);
        if (strpos($http_response_header[0], '200') === false) {
            trigger_error('Gateway: ' . $http_response_header[0] . ' sent ' . $header, E_USER_WARNING);
            mail('dev@records.example.com', 'gateway down', print_r(stream_context_get_options($context), true));
        }
        return json_decode($body, true);
    }
}
