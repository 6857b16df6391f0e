package understand
import ("testing";"os";"strings";"time";"fmt")
func TestZZ(t *testing.T){ z,_:=time.LoadLocation("America/New_York"); b,_:=os.ReadFile("/tmp/t.txt")
for _,l:=range strings.Split(strings.TrimSpace(string(b)),"\n"){ r:=Understand(l,time.Date(2026,6,17,10,0,0,0,z),z,Context{}); d:=""; if r.Doubt!=""{d="   ["+r.Doubt+"]"}; fmt.Printf("%-55s %s%s\n",l,say(t,r),d)}}
