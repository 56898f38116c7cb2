@echo off
rem Runs Ontogeny from its source tree; builds it on first use. Not yet tried on Windows.
rem   JAVA_HOME           the Java to use (17 or newer), else the one on the PATH
rem   ONTOGENY_JAVA_OPTS  further options of the Java machine, such as -Xmx8g
rem Unlike the other launcher it does not notice changed sources: delete dashboards\target then. Nor does it
rem hold back the line by which Java says at every start that it uses an incubator module.
setlocal
set "ROOT=%~dp0"
set "APP=%ROOT%dashboards\target\ontogeny"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1 ^| findstr /c:" version "" "') do set "VERSION=%%~v"
if not defined VERSION (
  echo ontogeny: no Java found: install a JDK, version 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 1
)
for /f "delims=.-+ tokens=1" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
  echo ontogeny: Java 17 or newer is needed, but "%JAVA%" is version %VERSION%. 1>&2
  exit /b 1
)

if exist "%APP%\build.properties" if exist "%APP%\lib\ontogeny.jar" goto run
where mvn >nul 2>nul
if errorlevel 1 (
  echo ontogeny: Maven is needed for the first build: put mvn on the PATH. 1>&2
  exit /b 1
)
if not exist "%ROOT%target" mkdir "%ROOT%target"
echo ontogeny: building. The first build downloads about 150 MB and takes 1 to 3 minutes. Log: %ROOT%target\ontogeny-build.log 1>&2
pushd "%ROOT%"
call mvn -B -ntp -Dmaven.test.skip=true package >"%ROOT%target\ontogeny-build.log" 2>&1
set "STATUS=%ERRORLEVEL%"
popd
if not "%STATUS%"=="0" (
  echo ontogeny: the build failed; see %ROOT%target\ontogeny-build.log 1>&2
  exit /b 1
)

:run
set "OPTIONS=--add-modules jdk.incubator.vector -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 -XX:CompileCommand=quiet -XX:CompileCommand=CompileThresholdScaling,org/ontogeny/kernel/cpu/*.*,0.02 -XX:CompileCommand=BackgroundCompilation,org/ontogeny/kernel/cpu/*.*,false -XX:CompileCommand=dontinline,org/ontogeny/kernel/cpu/*.*"
if %MAJOR% GEQ 24 set "OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
set OMP_NUM_THREADS=1
set OPENBLAS_NUM_THREADS=1
"%JAVA%" "-Djava.util.logging.config.file=%APP%\logging.properties" %OPTIONS% %ONTOGENY_JAVA_OPTS% -cp "%APP%\lib\ontogeny.jar" org.ontogeny.dashboards.cli.Main %*
exit /b %ERRORLEVEL%
