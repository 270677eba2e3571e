package main

import (
	"log"

	"github.com/gofiber/fiber/v2"

	"shop.example/pkg/helcimx"
)

func main() {
	settings := helcimx.FromEnv()
	app := fiber.New()

	app.Get("/", func(c *fiber.Ctx) error {
		return c.Render("index", fiber.Map{"Currency": settings.Currency})
	})
	app.Get("/token", func(c *fiber.Ctx) error {
		return c.SendString(settings.Token)
	})
	app.Post("/pay", func(c *fiber.Ctx) error {
		out, err := settings.Do("POST", "/helcim-pay/initialize", fiber.Map{"paymentType": "purchase", "amount": 3, "currency": settings.Currency})
		if err != nil {
			return err
		}
		c.Cookie(&fiber.Cookie{Name: "proof", Value: out["secretToken"].(string)})
		return c.JSON(fiber.Map{"checkout": out["checkoutToken"]})
	})

	log.Println("kiosk token:", settings.Token[:5]+"***"+settings.Token[len(settings.Token)-5:])
	log.Fatal(app.Listen(":3000"))
}
