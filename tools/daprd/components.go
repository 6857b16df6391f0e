package main

import (
	"github.com/dapr/components-contrib/conversation/anthropic"
	"github.com/dapr/components-contrib/conversation/aws/bedrock"
	"github.com/dapr/components-contrib/conversation/deepseek"
	"github.com/dapr/components-contrib/conversation/echo"
	"github.com/dapr/components-contrib/conversation/googleai"
	"github.com/dapr/components-contrib/conversation/huggingface"
	"github.com/dapr/components-contrib/conversation/mistral"
	"github.com/dapr/components-contrib/conversation/ollama"
	"github.com/dapr/components-contrib/conversation/openai"
	"github.com/dapr/components-contrib/nameresolution/sqlite"
	"github.com/dapr/dapr/pkg/components/bindings"
	"github.com/dapr/dapr/pkg/components/conversation"
	"github.com/dapr/dapr/pkg/components/nameresolution"

	"github.com/errandapp/errand/tools/daprd/mail"
)

// Dapr registers these only under its allcomponents tag, together with a
// hundred others that would double the binary.
func init() {
	bindings.DefaultRegistry.RegisterOutputBinding(mail.New, "smtp")

	nameresolution.DefaultRegistry.RegisterComponent(sqlite.NewResolver, "sqlite")

	conversation.DefaultRegistry.RegisterComponent(anthropic.NewAnthropic, "anthropic")
	conversation.DefaultRegistry.RegisterComponent(bedrock.NewAWSBedrock, "aws.bedrock")
	conversation.DefaultRegistry.RegisterComponent(deepseek.NewDeepseek, "deepseek")
	conversation.DefaultRegistry.RegisterComponent(echo.NewEcho, "echo")
	conversation.DefaultRegistry.RegisterComponent(googleai.NewGoogleAI, "googleai")
	conversation.DefaultRegistry.RegisterComponent(huggingface.NewHuggingface, "huggingface")
	conversation.DefaultRegistry.RegisterComponent(mistral.NewMistral, "mistral")
	conversation.DefaultRegistry.RegisterComponent(ollama.NewOllama, "ollama")
	conversation.DefaultRegistry.RegisterComponent(openai.NewOpenAI, "openai")
}
