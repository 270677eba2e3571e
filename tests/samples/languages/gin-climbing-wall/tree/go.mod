module wall.example/api

go 1.22

require (
	github.com/gin-gonic/gin v1.10.0
	github.com/go-resty/resty/v2 v2.15.3
	github.com/spf13/viper v1.19.0
	go.uber.org/zap v1.27.0
)
