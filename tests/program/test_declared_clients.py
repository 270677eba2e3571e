"""Clients that are declared as interfaces, and what functions put into what they are handed."""

import pytest

from tests.program.test_flow import found

KOTLIN = 'interface HelcimApi {\n    @POST("helcim-pay/initialize")\n    suspend fun start(@Header("api-token") token: String, @Body body: StartRequest): Session\n}\n@RestController class PayController(private val api: HelcimApi, @Value("\\${helcim.api-token}") private val token: String) {\n    @PostMapping("/init") suspend fun init(b: StartRequest): Any = %s\n}\n'
FEIGN = '@FeignClient(name = "helcim", url = "https://api.helcim.com/v2")\ninterface HelcimClient { @PostMapping("/helcim-pay/initialize") Map<String, Object> start(@RequestHeader("api-token") String token); }\n@RestController class PayController {\n  private final HelcimClient helcim;\n  PayController(HelcimClient helcim) { this.helcim = helcim; }\n  @PostMapping("/init") Map<String, Object> init() { return %s; }\n}\n'
GO = 'package main\nimport ("bytes"; "encoding/json"; "net/http"; "os"; "github.com/gin-gonic/gin")\nfunc post(path string, in, out any) error {\n\tb, _ := json.Marshal(in)\n\treq, _ := http.NewRequest("POST", "https://api.helcim.com/v2"+path, bytes.NewReader(b))\n\treq.Header.Set("api-token", os.Getenv("HELCIM_API_TOKEN"))\n\tres, err := http.DefaultClient.Do(req)\n\tif err != nil { return err }\n\treturn json.NewDecoder(res.Body).Decode(out)\n}\nfunc main() {\n\tr := gin.Default()\n\tr.POST("/init", func(c *gin.Context) {\n\t\tvar s map[string]any\n\t\tif err := post("%s", gin.H{}, &s); err != nil { return }\n\t\tc.JSON(200, %s)\n\t})\n}\n'


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("a.kt", KOTLIN % "api.start(token, b)", ["secret-token-to-client"]),
        ("a.kt", KOTLIN % 'mapOf("checkoutToken" to api.start(token, b).checkoutToken)', []),
        ("a.kt", KOTLIN % 'api.start("{{token}}", b).checkoutToken', ["hardcoded-api-token"]),
        ("A.java", FEIGN % 'helcim.start(System.getenv("HELCIM_API_TOKEN"))', ["secret-token-to-client"]),
        ("A.java", FEIGN % 'Map.of("checkoutToken", helcim.start(System.getenv("HELCIM_API_TOKEN")).get("checkoutToken"))', []),
        ("a.go", GO % ("/helcim-pay/initialize", "s"), ["secret-token-to-client"]),
        ("a.go", GO % ("/helcim-pay/initialize", 'gin.H{"checkoutToken": s["checkoutToken"]}'), []),
        ("a.go", GO % ("/customers", "s"), []),
    ],
)
def test_declared_and_filled(path: str, text: str, rules: list[str]) -> None:
    assert [one.rule for one in found({path: text})] == rules
