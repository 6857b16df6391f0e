package runfile

// File is a run file after Load: paths are absolute and every app holds its
// merged values.
type File struct {
	Version int    // the only one that exists is 1
	Name    string // of the template; for people
	Apps    []App
}

// raw is the file as it is written.
type raw struct {
	Version int    `yaml:"version"`
	Name    string `yaml:"name"`
	Common  Shared `yaml:"common"`
	Apps    []App  `yaml:"apps"`
}

// App is one entry of `apps`. A port of 0 or less means "a free one", except
// AppPort, where it means that the app does not listen.
type App struct {
	Shared    `yaml:",inline"`
	Container `yaml:",inline"`

	AppID             string   `yaml:"appID"`
	AppDirPath        string   `yaml:"appDirPath"`
	AppChannelAddress string   `yaml:"appChannelAddress"`
	AppPort           int      `yaml:"appPort"`
	HTTPPort          int      `yaml:"daprHTTPPort"`
	GRPCPort          int      `yaml:"daprGRPCPort"`
	InternalGRPCPort  int      `yaml:"daprInternalGRPCPort"`
	MetricsPort       int      `yaml:"metricsPort"`
	ProfilePort       int      `yaml:"profilePort"`
	UnixDomainSocket  string   `yaml:"unixDomainSocket"`
	Command           []string `yaml:"command"`
}

// Shared is what both `common` and an app may hold.
type Shared struct {
	ConfigFile         string            `yaml:"configFilePath"`
	AppProtocol        string            `yaml:"appProtocol"`
	APIListenAddresses string            `yaml:"apiListenAddresses"`
	EnableProfiling    bool              `yaml:"enableProfiling"`
	LogLevel           string            `yaml:"logLevel"`
	MaxConcurrency     int               `yaml:"appMaxConcurrency"`
	PlacementAddress   *string           `yaml:"placementHostAddress"` // nil: the default; empty: none
	SchedulerAddress   *string           `yaml:"schedulerHostAddress"` // nil or empty: the default
	ComponentsPath     string            `yaml:"componentspath"`       // read by the CLI, never used with a run file
	ResourcesPath      string            `yaml:"resourcesPath"`        // deprecated: one more entry of ResourcesPaths
	ResourcesPaths     []string          `yaml:"resourcesPaths"`
	AppSSL             bool              `yaml:"appSSL"` // deprecated: use appProtocol https or grpcs
	MaxBodySize        string            `yaml:"maxBodySize"`
	ReadBufferSize     string            `yaml:"readBufferSize"`
	EnableAppHealth    bool              `yaml:"enableAppHealthCheck"`
	AppHealthPath      string            `yaml:"appHealthCheckPath"`
	AppHealthInterval  int               `yaml:"appHealthProbeInterval"` // seconds
	AppHealthTimeout   int               `yaml:"appHealthProbeTimeout"`  // milliseconds
	AppHealthThreshold int               `yaml:"appHealthThreshold"`
	EnableAPILogging   bool              `yaml:"enableApiLogging"`
	RuntimePath        string            `yaml:"runtimePath"` // the folder that holds .dapr/bin
	UserEnv            map[string]string `yaml:"env"`
	DaprdLog           Destination       `yaml:"daprdLogDestination"`
	AppLog             Destination       `yaml:"appLogDestination"`
}

// Container says how `dapr run -k -f` makes an image of the app. It means
// nothing for a local run; it is read so that one file serves both.
type Container struct {
	Image           string `yaml:"containerImage"`
	ImagePullPolicy string `yaml:"containerImagePullPolicy"`
	CreateService   bool   `yaml:"createService"`
}

// Destination says where a process's output goes. Empty means that the file
// does not say: then the CLI takes ToFileAndConsole for apps and ToFile for
// sidecars.
type Destination string

// The destinations that the CLI knows.
const (
	ToConsole        Destination = "console"
	ToFile           Destination = "file"
	ToFileAndConsole Destination = "fileAndConsole"
)
