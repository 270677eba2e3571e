<?php
return ['store_id' => 'monca04812', 'api_token' => '{{legacy20}}', 'environment' => 'live'];
