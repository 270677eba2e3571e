package main

import (
	"net/http"

	"github.com/labstack/echo-contrib/session"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog/log"

	"shop.example/pkg/helcimx"
)

func main() {
	settings, err := helcimx.FromEnv()
	if err != nil {
		log.Fatal().Err(err).Send()
	}
	log.Info().EmbedObject(settings).Msg("gateway starting")

	e := echo.New()
	e.POST("/sessions", func(c echo.Context) error {
		checkout, secret, err := settings.Initialize(10)
		if err != nil {
			return echo.ErrBadGateway
		}
		sess, _ := session.Get("pay", c)
		sess.Options.HttpOnly = true
		sess.Values["secret"] = secret
		sess.Save(c.Request(), c.Response())
		return c.JSON(http.StatusOK, map[string]string{"checkoutToken": checkout})
	})
	e.Logger.Fatal(e.Start(":1323"))
}
